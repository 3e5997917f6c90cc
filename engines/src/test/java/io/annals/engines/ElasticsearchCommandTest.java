package io.annals.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ElasticsearchCommandTest {
    @Test
    void writesStringsAsTheServerReadsThem() throws IOException {
        byte[] utf8 = "tea é 茶".getBytes(StandardCharsets.UTF_8);

        assertThat(written("tea é 茶")).startsWith(7).endsWith(utf8).hasSize(1 + utf8.length);
    }

    @Test
    void writesLongLengthsInGroupsOfSevenBits() throws IOException {
        assertThat(written("x".repeat(300))).startsWith(0xac, 0x02).hasSize(302);
    }

    private static byte[] written(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ElasticsearchCommand.writeString(new DataOutputStream(bytes), text);
        return bytes.toByteArray();
    }
}
