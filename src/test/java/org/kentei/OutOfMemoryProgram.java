package org.kentei;

import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** A program of which one thread uses up the memory, while another one would live on for ever. */
final class OutOfMemoryProgram {

    private OutOfMemoryProgram() {}

    public static void main(String... arguments) throws InterruptedException {
        EndOnOutOfMemory.install();
        new Thread(() -> flood(arguments[0])).start();
        Thread.sleep(Long.MAX_VALUE);
    }

    private static void flood(String way) {
        try {
            List<byte[]> held = new ArrayList<>();
            while (!held.contains(new byte[0])) {
                held.add(new byte[1 << 20]);
            }
        } catch (OutOfMemoryError error) {
            if (way.equals("thrown")) {
                throw error;
            }
            Throwable logged = way.equals("wrapped") ? new IllegalStateException("wrapped", error) : error;
            Logger.getLogger(OutOfMemoryProgram.class).error("Something failed.", logged);
        }
    }
}
