package io.annals.eventstore;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What one caller wants stored, whole or not at all.
 *
 * @param newKeys made for these rows; nobody else may use them before the commit
 */
record Append(List<EventRow> rows, List<Claim> claims, Map<UUID, SubjectKeys.Held> newKeys) {}
