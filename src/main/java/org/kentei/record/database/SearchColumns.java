package org.kentei.record.database;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.function.IntConsumer;

/** How the columns of the search index contain sets of positions and of terms. Each set has exactly one form. */
public final class SearchColumns {

    /** How many positions a block has. */
    public static final int BLOCK = 4096;

    private static final int BITMAP_BYTES = BLOCK / Byte.SIZE;

    private SearchColumns() {}

    /** The block of a position. */
    public static long block(long position) {
        return Math.floorDiv(position, BLOCK);
    }

    /** The place of a position in its block. */
    public static int place(long position) {
        return Math.floorMod(position, BLOCK);
    }

    /** Places in a block as a column contains them: few as numbers of two bytes, many as one bit for each place. */
    public static byte[] positions(BitSet places) {
        int listed = places.cardinality() * Short.BYTES;
        if (listed >= BITMAP_BYTES) {
            return Arrays.copyOf(places.toByteArray(), BITMAP_BYTES);
        }
        ByteBuffer bytes = ByteBuffer.allocate(listed);
        places.stream().forEach(place -> bytes.putShort((short) place));
        return bytes.array();
    }

    /** The places that {@link #positions(BitSet)} wrote. Bytes that it never wrote give other places, but do not fail. */
    public static BitSet positions(byte[] column) {
        if (column.length >= BITMAP_BYTES) {
            return BitSet.valueOf(column);
        }
        BitSet places = new BitSet(BLOCK);
        ByteBuffer bytes = ByteBuffer.wrap(column);
        while (bytes.remaining() >= Short.BYTES) {
            places.set(bytes.getShort() & 0xffff);
        }
        return places;
    }

    /** The terms of one position as a column contains them: the differences of the sorted numbers, seven bits a byte. */
    public static byte[] terms(Collection<Integer> terms) {
        return terms(terms.stream().mapToInt(Integer::intValue).toArray());
    }

    /** The same of numbers in any order, which it sorts. */
    public static byte[] terms(int[] terms) {
        Arrays.sort(terms);
        byte[] column = new byte[terms.length * 5];
        int length = 0;
        int before = 0;
        for (int place = 0; place < terms.length; place++) {
            int difference = terms[place] - before;
            if (place > 0 && difference == 0) {
                continue;
            }
            before = terms[place];
            while (difference > 0x7f) {
                column[length++] = (byte) (difference & 0x7f | 0x80);
                difference >>>= 7;
            }
            column[length++] = (byte) difference;
        }
        return Arrays.copyOf(column, length);
    }

    /** The terms that {@link #terms(Collection)} wrote, sorted. Bytes that it never wrote give other terms, but do not fail. */
    public static List<Integer> terms(byte[] column) {
        List<Integer> terms = new ArrayList<>();
        forEachTerm(column, terms::add);
        return terms;
    }

    /** The same, one after the other. */
    public static void forEachTerm(byte[] column, IntConsumer each) {
        int term = 0;
        int difference = 0;
        int shift = 0;
        for (byte some : column) {
            difference |= (some & 0x7f) << shift;
            shift += 7;
            if (some >= 0) {
                term += difference;
                each.accept(term);
                difference = 0;
                shift = 0;
            }
        }
    }
}
