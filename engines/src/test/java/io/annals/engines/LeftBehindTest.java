package io.annals.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LeftBehindTest {
    private static final List<String> OURS = List.of("-D", "/home/a/postgres/data");

    @Test
    void knowsAProcessByProgramAndExactArguments() {
        assertThat(LeftBehind.matches(
                        List.of("/x/bin/postgres", "-D", "/home/a/postgres/data", "-p", "1"), "postgres", OURS))
                .isTrue();
    }

    @Test
    void leavesEverybodyElseAlone() {
        assertThat(LeftBehind.matches(List.of("/x/bin/postgres", "-D", "/home/a/postgres/data2"), "postgres", OURS))
                .isFalse();
        assertThat(LeftBehind.matches(List.of("vim", "-D", "/home/a/postgres/data"), "postgres", OURS))
                .isFalse();
        assertThat(LeftBehind.matches(List.of(), "postgres", OURS)).isFalse();
    }
}
