package io.annals.command.declaration;

import java.util.Map;
import java.util.Set;

/**
 * What is left of a call, or of the context of a batch.
 *
 * @param fields of a refused call only who it is, and what they said about consent
 * @param undeclared what it said beside, by name
 * @param refused whether it is left out as a whole
 */
public record Left(Map<String, Object> fields, Set<String> undeclared, boolean refused) {}
