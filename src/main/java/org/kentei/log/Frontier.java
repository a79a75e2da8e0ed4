package org.kentei.log;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.kentei.hash.Hash;

/**
 * The right edge of a growing tree: the hashes of its largest complete subtrees, the largest first. It is all that is
 * needed to append a leaf and to know the root.
 */
public final class Frontier {

    private final List<Hash> peaks;
    private long size;

    /** That of the empty tree. */
    public Frontier() {
        this.peaks = new ArrayList<>();
    }

    private Frontier(long size, List<Hash> peaks) {
        this.size = size;
        this.peaks = new ArrayList<>(peaks);
    }

    /**
     * The frontier that was written by {@link #bytes()}.
     *
     * @throws IllegalArgumentException if a tree of that size has no such frontier
     */
    public static Frontier of(long size, byte[] bytes) {
        if (size < 0 || bytes.length != Long.bitCount(size) * Hash.BYTES) {
            throw new IllegalArgumentException(
                    "a tree of " + size + " leaves has no frontier of " + bytes.length + " bytes");
        }
        return new Frontier(size, hashes(bytes));
    }

    /** The hashes in these bytes, one after the other. */
    public static List<Hash> hashes(byte[] bytes) {
        if (bytes.length % Hash.BYTES != 0) {
            throw new IllegalArgumentException(bytes.length + " bytes are not a whole number of hashes");
        }
        List<Hash> hashes = new ArrayList<>();
        for (int start = 0; start < bytes.length; start += Hash.BYTES) {
            hashes.add(Hash.ofBytes(java.util.Arrays.copyOfRange(bytes, start, start + Hash.BYTES)));
        }
        return hashes;
    }

    /** The hashes, one after the other. */
    public static byte[] bytes(List<Hash> hashes) {
        var bytes = new ByteArrayOutputStream();
        hashes.forEach(hash -> bytes.writeBytes(hash.bytes()));
        return bytes.toByteArray();
    }

    /** How many leaves the tree has. */
    public long size() {
        return size;
    }

    /** Appends a leaf. Returns the hashes of all subtrees that it completes: the leaf itself, and those above, upwards. */
    public List<Hash> append(Hash leaf) {
        List<Hash> completed = new ArrayList<>();
        completed.add(leaf);
        Hash top = leaf;
        for (long carried = size; (carried & 1) == 1; carried >>= 1) {
            top = Hash.node(peaks.remove(peaks.size() - 1), top);
            completed.add(top);
        }
        peaks.add(top);
        size++;
        return completed;
    }

    /** The tree's root. */
    public Hash root() {
        if (peaks.isEmpty()) {
            return Hash.OF_NOTHING;
        }
        Hash root = peaks.get(peaks.size() - 1);
        for (int peak = peaks.size() - 2; peak >= 0; peak--) {
            root = Hash.node(peaks.get(peak), root);
        }
        return root;
    }

    /** Its hashes, one after the other. */
    public byte[] bytes() {
        return bytes(peaks);
    }

    /** The same tree, growing on its own. */
    public Frontier copy() {
        return new Frontier(size, peaks);
    }
}
