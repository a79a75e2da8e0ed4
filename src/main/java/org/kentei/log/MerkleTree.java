package org.kentei.log;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.kentei.hash.Hash;

/**
 * Lists the subtrees of which a proof is made (RFC 9162, 2.1.3 and 2.1.4). Where their hashes come from is the caller's
 * business: subtrees are known by their leaves, and those that are complete are {@link Node}s.
 */
public final class MerkleTree {

    private MerkleTree() {}

    /**
     * A complete subtree, whose hash never changes.
     *
     * @param level how many levels it has above its leaves; it holds 2^level of them
     * @param position which of its level it is, counted from the left, from 0
     */
    public record Node(int level, long position) {

        /** The index of the leaf that completed it. */
        public long completedBy() {
            return ((position + 1) << level) - 1;
        }
    }

    /**
     * Neighbouring leaves that a tree holds under one node.
     *
     * @param from the first leaf's index
     * @param to the index after the last leaf
     */
    public record Span(long from, long to) {

        /** The complete subtrees that it is made of, from the left. */
        public List<Node> nodes() {
            List<Node> nodes = new ArrayList<>();
            for (long next = from; next < to; ) {
                int level = 63 - Long.numberOfLeadingZeros(to - next);
                nodes.add(new Node(level, next >> level));
                next += 1L << level;
            }
            return nodes;
        }

        /** Its hash, of those of its complete subtrees. */
        public Hash hash(Function<Node, Hash> hashes) {
            List<Node> nodes = nodes();
            Hash hash = hashes.apply(nodes.get(nodes.size() - 1));
            for (int next = nodes.size() - 2; next >= 0; next--) {
                hash = Hash.node(hashes.apply(nodes.get(next)), hash);
            }
            return hash;
        }
    }

    /** The spans whose hashes, from the leaf upwards, prove that a tree of that size holds the leaf. */
    public static List<Span> inclusion(long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("a tree of " + size + " leaves has no leaf " + index);
        }
        List<Span> path = new ArrayList<>();
        collectInclusion(index, 0, size, path);
        return path;
    }

    private static void collectInclusion(long index, long from, long to, List<Span> path) {
        if (to - from == 1) {
            return;
        }
        long middle = from + largestPowerBelow(to - from);
        if (index < middle) {
            collectInclusion(index, from, middle, path);
            path.add(new Span(middle, to));
        } else {
            collectInclusion(index, middle, to, path);
            path.add(new Span(from, middle));
        }
    }

    /** The spans whose hashes prove that a tree of the size {@code to} began as the one of the size {@code from}. */
    public static List<Span> consistency(long from, long to) {
        if (from < 0 || from > to) {
            throw new IllegalArgumentException("a tree of " + to + " leaves did not grow from one of " + from);
        }
        List<Span> proof = new ArrayList<>();
        if (from > 0 && from < to) {
            collectConsistency(from, 0, to, true, proof);
        }
        return proof;
    }

    private static void collectConsistency(long old, long from, long to, boolean known, List<Span> proof) {
        if (old == to) {
            if (!known) {
                proof.add(new Span(from, to));
            }
            return;
        }
        long middle = from + largestPowerBelow(to - from);
        if (old <= middle) {
            collectConsistency(old, from, middle, known, proof);
            proof.add(new Span(middle, to));
        } else {
            collectConsistency(old, middle, to, false, proof);
            proof.add(new Span(from, middle));
        }
    }

    private static long largestPowerBelow(long size) {
        return Long.highestOneBit(size - 1);
    }
}
