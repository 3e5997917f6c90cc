package io.annals.command.cleaning;

/**
 * Why a call is left out.
 *
 * @param why a sentence for an operator
 */
public record Objection(String rule, String why) {}
