package org.kentei.live.gate;

import java.util.ArrayList;
import java.util.List;

/** A program that takes memory until there is none. */
final class FloodingProgram {

    private FloodingProgram() {}

    public static void main(String... arguments) {
        List<byte[]> held = new ArrayList<>();
        while (!held.contains(new byte[0])) {
            held.add(new byte[1 << 20]);
        }
    }
}
