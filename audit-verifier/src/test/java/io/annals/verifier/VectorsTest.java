package io.annals.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/ledger-vectors.txt, and the vectors that implementations of Certificate Transparency share. */
class VectorsTest {

    private static final HexFormat HEX = HexFormat.of();

    @Test
    void agreesWithTheVectorsOfTheDocumentation() throws IOException {
        GrowingTree tree = new GrowingTree();
        List<byte[]> leaves = new ArrayList<>();
        String entry = "";
        for (String line : Files.readAllLines(Path.of("../docs/ledger-vectors.txt"))) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "entry" -> entry = words[1];
                case "leaf" -> {
                    EventEntry event = new EventEntry(HEX.parseHex(entry));
                    assertThat(Sha.hex(event.leaf())).isEqualTo(words[1]);
                    assertThat(event.position()).isEqualTo(leaves.size() + 1);
                    leaves.add(event.leaf());
                    tree.add(event.leaf());
                }
                case "tree" -> {
                    SignedHead head = new SignedHead(
                            Long.parseLong(words[1]), HEX.parseHex(words[2]), HEX.parseHex(words[3]), null, "");
                    assertThat(tree.is(head)).as(line).isTrue();
                    assertThat(Sha.hex(new LeafTree(leaves).root())).isEqualTo(words[2]);
                }
                default -> assertThat(line).matches("(#|event ).*");
            }
        }
        assertThat(leaves).hasSize(5);
    }

    @Test
    void agreesWithCertificateTransparency() {
        String[] entries = {
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
        GrowingTree tree = new GrowingTree();
        List<byte[]> leaves = new ArrayList<>();
        List<byte[]> seen = new ArrayList<>();
        for (int size = 1; size <= entries.length; size++) {
            leaves.add(Sha.leaf(HEX.parseHex(entries[size - 1])));
            tree.add(leaves.get(size - 1));
            seen.add(tree.root());
            assertThat(Sha.hex(tree.root())).isEqualTo(roots[size - 1]);
        }
        LeafTree whole = new LeafTree(leaves);
        for (int i = 0; i < leaves.size(); i++) {
            assertThat(Proof.includes(i, 8, leaves.get(i), whole.path(i), whole.root()))
                    .isTrue();
            assertThat(Proof.includes((i + 1) % 8, 8, leaves.get(i), whole.path(i), whole.root()))
                    .isFalse();
            assertThat(Proof.consistent(i + 1, 8, seen.get(i), whole.root(), whole.consistency(i + 1)))
                    .isTrue();
        }
        assertThat(Proof.consistent(3, 8, seen.get(3), whole.root(), whole.consistency(3)))
                .isFalse();
    }
}
