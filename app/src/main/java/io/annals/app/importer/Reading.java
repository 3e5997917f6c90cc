package io.annals.app.importer;

import java.util.List;
import java.util.Map;

/**
 * What reading a file came to.
 *
 * @param rows of the file
 * @param kinds how many of its rows, or of the calls made of them, were of each kind
 * @param leftOut calls that could not be made of their rows
 * @param examples the first of these, each with its line and the reason
 */
public record Reading(long rows, Map<String, Long> kinds, long leftOut, List<String> examples) {}
