package org.kentei.log;

import java.util.Iterator;
import java.util.List;
import org.kentei.hash.Hash;

/** Checks proofs as RFC 9162 has it done (2.1.3.2 and 2.1.4.2), by anyone who knows a root from a checkpoint. */
public final class MerkleProof {

    private MerkleProof() {}

    /** Whether the path proves that the leaf is at that index of the tree with that size and root. */
    public static boolean includes(Hash leaf, long index, long size, List<Hash> path, Hash root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long place = index;
        long last = size - 1;
        Hash reached = leaf;
        for (Hash next : path) {
            if (last == 0) {
                return false;
            }
            if ((place & 1) == 1 || place == last) {
                reached = Hash.node(next, reached);
                while ((place & 1) == 0) {
                    place >>= 1;
                    last >>= 1;
                }
            } else {
                reached = Hash.node(reached, next);
            }
            place >>= 1;
            last >>= 1;
        }
        return last == 0 && reached.equals(root);
    }

    /** Whether the proof shows that the tree of the size {@code to} began as the tree of the size {@code from}. */
    public static boolean consistent(long from, Hash fromRoot, long to, Hash toRoot, List<Hash> proof) {
        if (from < 0 || from > to) {
            return false;
        }
        if (from == 0) {
            return proof.isEmpty() && fromRoot.equals(Hash.OF_NOTHING);
        }
        if (from == to) {
            return proof.isEmpty() && fromRoot.equals(toRoot);
        }
        if (proof.isEmpty()) {
            return false;
        }
        Iterator<Hash> rest = proof.iterator();
        long place = from - 1;
        long last = to - 1;
        while ((place & 1) == 1) {
            place >>= 1;
            last >>= 1;
        }
        Hash old = place == 0 ? fromRoot : rest.next();
        Hash grown = old;
        while (rest.hasNext()) {
            Hash next = rest.next();
            if (last == 0) {
                return false;
            }
            if ((place & 1) == 1 || place == last) {
                old = Hash.node(next, old);
                grown = Hash.node(next, grown);
                while ((place & 1) == 0 && place != 0) {
                    place >>= 1;
                    last >>= 1;
                }
            } else {
                grown = Hash.node(grown, next);
            }
            place >>= 1;
            last >>= 1;
        }
        return last == 0 && old.equals(fromRoot) && grown.equals(toRoot);
    }
}
