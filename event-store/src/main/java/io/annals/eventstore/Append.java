package io.annals.eventstore;

import java.util.List;

/** What one caller wants stored, whole or not at all. */
record Append(List<EventRow> rows, List<Claim> claims) {}
