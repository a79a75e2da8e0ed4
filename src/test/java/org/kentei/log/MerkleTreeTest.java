package org.kentei.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kentei.hash.Hash;
import org.kentei.log.MerkleTree.Node;
import org.kentei.log.MerkleTree.Span;

class MerkleTreeTest {

    private static final int SIZES = 140;
    private static final List<Hash> LEAVES = new ArrayList<>();
    private static final List<Hash> ROOTS = new ArrayList<>();
    private static final Map<Node, Hash> NODES = new HashMap<>();

    static {
        Frontier frontier = new Frontier();
        ROOTS.add(frontier.root());
        for (int index = 0; index < SIZES; index++) {
            LEAVES.add(Hash.leaf(ByteBuffer.allocate(4).putInt(index).array()));
            List<Hash> completed = frontier.append(LEAVES.get(index));
            for (int level = 0; level < completed.size(); level++) {
                Node node = new Node(level, index >> level);
                assertThat(node.completedBy()).isEqualTo(index);
                NODES.put(node, completed.get(level));
            }
            ROOTS.add(frontier.root());
        }
    }

    @Test
    void the_roots_of_certificate_transparencys_reference_tree_are_found() {
        String[] leaves = {
            "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"
        };
        String[] roots = {
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
        };
        Frontier frontier = new Frontier();
        assertThat(frontier.root().hex()).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        for (int index = 0; index < leaves.length; index++) {
            frontier.append(Hash.leaf(HexFormat.of().parseHex(leaves[index])));
            assertThat(frontier.root().hex()).isEqualTo(roots[index]);
        }
    }

    @Test
    void the_root_is_that_of_the_definition_whatever_the_size() {
        for (int size = 1; size <= SIZES; size++) {
            assertThat(ROOTS.get(size)).isEqualTo(defined(0, size));
        }
    }

    @Test
    void a_frontier_continues_from_its_bytes() {
        Frontier frontier = new Frontier();
        for (int size = 0; size < SIZES; size++) {
            frontier = Frontier.of(size, frontier.bytes());
            assertThat(frontier.root()).isEqualTo(ROOTS.get(size));
            frontier.copy().append(LEAVES.get(0));
            frontier.append(LEAVES.get(size));
            assertThat(frontier.size()).isEqualTo(size + 1);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Frontier.of(3, new byte[32]));
        assertThatIllegalArgumentException().isThrownBy(() -> Frontier.of(-1, new byte[64 * 32]));
        assertThatIllegalArgumentException().isThrownBy(() -> Frontier.hashes(new byte[33]));
    }

    @Test
    void every_leaf_of_every_tree_has_a_proof_and_no_spoilt_one_is_taken() {
        Random random = new Random(9162);
        for (int size = 1; size <= SIZES; size++) {
            for (int index = 0; index < size; index++) {
                List<Hash> path = hashes(MerkleTree.inclusion(index, size));
                Hash root = ROOTS.get(size);
                check(MerkleProof.includes(LEAVES.get(index), index, size, path, root), true, index, size);
                for (List<Hash> spoilt : spoilt(path, random)) {
                    check(MerkleProof.includes(LEAVES.get(index), index, size, spoilt, root), false, index, size);
                }
                int other = (index + 1 + random.nextInt(SIZES - 1)) % SIZES;
                check(MerkleProof.includes(LEAVES.get(other), index, size, path, root), false, index, size);
                check(MerkleProof.includes(LEAVES.get(index), other, size, path, root), false, index, size);
                check(
                        MerkleProof.includes(LEAVES.get(index), index, size, path, ROOTS.get(size - 1)),
                        false,
                        index,
                        size);
            }
        }
    }

    @Test
    void every_tree_is_shown_to_begin_as_every_smaller_one_and_no_spoilt_proof_is_taken() {
        Random random = new Random(6962);
        for (int to = 0; to <= SIZES; to++) {
            for (int from = 0; from <= to; from++) {
                List<Hash> proof = hashes(MerkleTree.consistency(from, to));
                Hash old = ROOTS.get(from);
                Hash grown = ROOTS.get(to);
                check(MerkleProof.consistent(from, old, to, grown, proof), true, from, to);
                for (List<Hash> spoilt : spoilt(proof, random)) {
                    check(MerkleProof.consistent(from, old, to, grown, spoilt), false, from, to);
                }
                Hash other = LEAVES.get(random.nextInt(SIZES));
                // the root of one leaf is the leaf itself
                if (!old.equals(other)) {
                    check(MerkleProof.consistent(from, other, to, grown, proof), false, from, to);
                }
                if (from > 0 && !grown.equals(other)) {
                    check(MerkleProof.consistent(from, old, to, other, proof), false, from, to);
                }
            }
        }
    }

    @Test
    void a_subtree_is_completed_by_its_last_leaf() {
        assertThat(new Node(0, 5).completedBy()).isEqualTo(5);
        assertThat(new Node(3, 2).completedBy()).isEqualTo(23);
        assertThat(new Frontier().append(LEAVES.get(0))).containsExactly(LEAVES.get(0));
    }

    @Test
    void a_proof_that_cannot_be_made_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> MerkleTree.inclusion(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> MerkleTree.inclusion(5, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> MerkleTree.inclusion(-1, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> MerkleTree.consistency(6, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> MerkleTree.consistency(-1, 5));
        Hash leaf = LEAVES.get(0);
        assertThat(MerkleProof.includes(leaf, 0, 0, List.of(), leaf)).isFalse();
        assertThat(MerkleProof.includes(leaf, -1, 1, List.of(), leaf)).isFalse();
        assertThat(MerkleProof.includes(leaf, 1, 1, List.of(), leaf)).isFalse();
        assertThat(MerkleProof.consistent(2, ROOTS.get(2), 1, ROOTS.get(1), List.of()))
                .isFalse();
        assertThat(MerkleProof.consistent(-1, ROOTS.get(0), 1, ROOTS.get(1), List.of()))
                .isFalse();
    }

    private static List<List<Hash>> spoilt(List<Hash> proof, Random random) {
        List<List<Hash>> spoilt = new ArrayList<>();
        List<Hash> longer = new ArrayList<>(proof);
        longer.add(random.nextInt(proof.size() + 1), LEAVES.get(random.nextInt(SIZES)));
        spoilt.add(longer);
        if (!proof.isEmpty()) {
            int place = random.nextInt(proof.size());
            List<Hash> shorter = new ArrayList<>(proof);
            shorter.remove(place);
            spoilt.add(shorter);
            byte[] bytes = proof.get(place).bytes();
            bytes[random.nextInt(Hash.BYTES)] ^= (byte) (1 << random.nextInt(8));
            List<Hash> flipped = new ArrayList<>(proof);
            flipped.set(place, Hash.ofBytes(bytes));
            spoilt.add(flipped);
        }
        if (proof.size() > 1) {
            List<Hash> swapped = new ArrayList<>(proof);
            swapped.add(swapped.remove(0));
            spoilt.add(swapped);
        }
        return spoilt;
    }

    private static void check(boolean accepted, boolean expected, int one, int other) {
        if (accepted != expected) {
            throw new AssertionError(
                    "A proof of " + one + " and " + other + (accepted ? " was taken" : " was refused"));
        }
    }

    private static List<Hash> hashes(List<Span> spans) {
        return spans.stream().map(span -> span.hash(NODES::get)).toList();
    }

    private static Hash defined(int from, int to) {
        if (to - from == 1) {
            return LEAVES.get(from);
        }
        int half = 1;
        while (half * 2 < to - from) {
            half *= 2;
        }
        return Hash.node(defined(from, from + half), defined(from + half, to));
    }
}
