package io.annals.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One key, one ENV, one default, one line: in application.yml, and so in docs/configuration.md. */
class ConfigurationTableTest {

    private static final Path TABLE = Path.of("../docs/configuration.md");

    private static final Pattern LINE = Pattern.compile("( *)([a-z-]+):(?: \\$\\{([A-Z_]+):(.*)\\} # (.+))?");

    record Setting(String key, String variable, String fallback, String meaning) {}

    @Test
    void givesEverySettingOneVariableOneDefaultAndOneMeaning() throws IOException {
        List<Setting> settings = settings();
        assertThat(settings).hasSizeGreaterThan(10);
        assertThat(settings.stream().map(Setting::variable)).doesNotHaveDuplicates();
        assertThat(settings).allSatisfy(setting -> assertThat(setting.variable())
                .matches("ANNALS_[A-Z_]+|POSTGRES_URL|MONGODB_URI|ELASTICSEARCH_URL"));
    }

    /** To renew the table after a change: {@code mvn -pl app test -Dtest=ConfigurationTableTest -Dannals.renew=true}. */
    @Test
    void standsInTheConfigurationTable() throws IOException {
        String table = "# Configuration\n\nEvery setting has one key, one environment variable and one default."
                + " This table is made from `application.yml`.\n\n"
                + "| key | environment variable | default | meaning |\n|---|---|---|---|\n"
                + settings().stream()
                        .map(s -> "| `%s` | `%s` | %s | %s |"
                                .formatted(
                                        s.key(),
                                        s.variable(),
                                        s.fallback().isEmpty() ? "" : "`" + s.fallback() + "`",
                                        s.meaning()))
                        .collect(Collectors.joining("\n"))
                + "\n";
        if (Boolean.getBoolean("annals.renew")) {
            Files.writeString(TABLE, table);
        }
        assertThat(TABLE).hasContent(table);
    }

    private static List<Setting> settings() throws IOException {
        List<Setting> settings = new ArrayList<>();
        Deque<String> path = new ArrayDeque<>();
        for (String line : ourPart()) {
            Matcher parts = LINE.matcher(line);
            assertThat(parts.matches())
                    .as("a line of the form key: ${ENV:default} # meaning: " + line)
                    .isTrue();
            while (path.size() > parts.group(1).length() / 2) {
                path.removeLast();
            }
            path.addLast(parts.group(2));
            if (parts.group(3) != null) {
                settings.add(new Setting(String.join(".", path), parts.group(3), parts.group(4), parts.group(5)));
            }
        }
        return settings;
    }

    private static List<String> ourPart() throws IOException {
        try (InputStream yaml = ConfigurationTableTest.class.getResourceAsStream("/application.yml")) {
            return new String(yaml.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .dropWhile(line -> !line.startsWith("annals:"))
                    .takeWhile(line -> !line.isBlank())
                    .toList();
        }
    }
}
