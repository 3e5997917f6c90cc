package io.annals.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PatienceTest {

    private final Patience patience = new Patience(60);

    @Test
    void letsAnAddressMistypeButNotGuess() {
        for (int mistake = 0; mistake < 15; mistake++) {
            patience.wrongToken("192.0.2.1");
        }
        assertThat(patience.beforeAnotherTry("192.0.2.1")).isZero();

        for (int guess = 0; guess < 15; guess++) {
            patience.wrongToken("192.0.2.1");
        }
        assertThat(patience.beforeAnotherTry("192.0.2.1")).isBetween(1L, 60L);
        assertThat(patience.beforeAnotherTry("192.0.2.2")).isZero();
    }

    @Test
    void letsABearerAskAsOftenAsIsAllowed() {
        for (int request = 0; request < 60; request++) {
            assertThat(patience.beforeAnotherRequest("mei")).isZero();
        }
        assertThat(patience.beforeAnotherRequest("mei")).isBetween(1L, 2L);
        assertThat(patience.beforeAnotherRequest("li")).isZero();
    }
}
