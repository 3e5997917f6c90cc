package io.annals.contracts.view;

import java.util.List;

/** @param head position of the newest event */
public record ViewsStatus(long head, List<ViewStatus> views) {}
