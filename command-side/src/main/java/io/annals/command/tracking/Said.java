package io.annals.command.tracking;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one request says, in the words of the tracking API, whichever dialect it was said in.
 *
 * @param items absent when the request has no place for them; whose key it is, is asked first
 * @param kind of the one call there is, whose fault is the request's; absent in a batch, where each item names its own
 *     kind and a bad one does not sink the others
 * @param context of the batch, put under that of its items
 * @param sentAt of the batch, for items that have none
 * @param writeKey as the dialect carries it; one in the request's head comes first
 */
record Said(
        @Nullable List<Json.Item> items,
        @Nullable String kind,
        @Nullable Object context,
        @Nullable Object sentAt,
        @Nullable String writeKey) {}
