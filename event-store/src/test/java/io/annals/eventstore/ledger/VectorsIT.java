package io.annals.eventstore.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.engines.SharedEngines;
import io.annals.eventstore.TestStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/ledger-vectors.txt through PostgreSQL: rows become entries, byte for byte. */
class VectorsIT {

    private static final HexFormat HEX = HexFormat.of();

    private static final String INSERT =
            "insert into event select ?::bigint, ?, ?::bigint, nullif(?, '-'), ?, nullif(?, '-'), ?,"
                    + " timestamptz 'epoch' + ? * interval '1 microsecond', nullif(?, '-')::uuid, decode(?, 'hex')";

    @TempDir
    Path folder;

    @Test
    void readsRowsAsTheDocumentationSays() throws Exception {
        List<String> lines = Files.readAllLines(Path.of("../docs/ledger-vectors.txt"));
        try (TestStore store = new TestStore(SharedEngines.postgresUrl(), folder.resolve("master-key.json"));
                Connection connection = store.database.getConnection()) {
            for (String line : starting("event ", lines)) {
                insert(connection, line.split(" ", -1));
            }
            Frontier tree = Frontier.empty();
            List<String> trees = starting("tree ", lines);
            try (Entries entries = Entries.all(connection)) {
                for (String expected : starting("entry ", lines)) {
                    byte[] entry = entries.next().entry();
                    assertThat("entry " + HEX.formatHex(entry)).isEqualTo(expected);
                    tree.append(new Hashes().leaf(entry), (level, index, hash) -> {});
                    assertThat("tree " + tree.size() + " " + HEX.formatHex(tree.root()) + " "
                                    + HEX.formatHex(tree.chain()))
                            .isEqualTo(trees.get((int) tree.size()));
                }
                assertThat(entries.next()).isNull();
            }
            assertThat(tree.size()).isEqualTo(5);
        }
    }

    private static List<String> starting(String kind, List<String> lines) {
        return lines.stream().filter(line -> line.startsWith(kind)).toList();
    }

    private static void insert(Connection connection, String[] words) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (int i = 1; i < words.length; i++) {
                insert.setObject(i, i == 8 ? Long.valueOf(words[i]) : words[i]);
            }
            insert.executeUpdate();
        }
    }
}
