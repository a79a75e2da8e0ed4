package org.kentei.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.kentei.hash.Hash;
import org.kentei.log.Frontier;
import org.kentei.log.MerkleTree;

/** A file of a run: the root of the Merkle tree whose leaves are its lines is what the log commits to. */
public final class RunFile {

    private RunFile() {}

    /** How many lines a file has, and the root over them. */
    public record Root(long lines, Hash root) {}

    /** Goes through a file once. */
    public static Root read(InputStream file, Consumer<String> lines) throws IOException {
        Frontier tree = new Frontier();
        BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            tree.append(leaf(line));
            lines.accept(line);
        }
        return new Root(tree.size(), tree.root());
    }

    /** The leaf of a line. */
    public static Hash leaf(String line) {
        return Hash.leaf(line.getBytes(StandardCharsets.UTF_8));
    }

    /** The path that proves a line to be in the file, of the leaves of all lines. */
    public static List<Hash> inclusion(int line, List<Hash> leaves) {
        List<Hash> path = new ArrayList<>();
        for (MerkleTree.Span span : MerkleTree.inclusion(line, leaves.size())) {
            Frontier part = new Frontier();
            leaves.subList((int) span.from(), (int) span.to()).forEach(part::append);
            path.add(part.root());
        }
        return path;
    }
}
