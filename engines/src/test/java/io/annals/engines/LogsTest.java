package io.annals.engines;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogsTest {
    @Test
    void findsTheLastLineThatSaysWhy() {
        assertThat(
                        Logs.reason(
                                """
                2026-11-22 17:18:04.172 UTC [42] LOG:  starting PostgreSQL 18.6
                2026-11-22 17:18:04.173 UTC [42] FATAL:  database files are incompatible with server
                2026-11-22 17:18:04.174 UTC [42] LOG:  database system is shut down
                """))
                .contains("FATAL:  database files are incompatible with server");
    }

    @Test
    void prefersTheRootCauseToTheStackTrace() {
        assertThat(
                        Logs.reason(
                                """
                2026-11-22T17:18:04,172 ERROR [o.e.b.Elasticsearch] fatal exception while booting Elasticsearch
                java.lang.IllegalStateException: failed to obtain node locks
                \tat org.elasticsearch.env.NodeEnvironment.<init>(NodeEnvironment.java:292)
                Caused by: java.io.IOException: No space left on device
                \t... 6 more
                ERROR: Elasticsearch did not exit normally - check the logs
                """))
                .contains("Caused by: java.io.IOException: No space left on device");
    }

    @Test
    void isSilentAboutAnEmptyLog() {
        assertThat(Logs.reason(" \n")).isEmpty();
    }
}
