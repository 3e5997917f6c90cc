package io.annals.projections;

import io.annals.contracts.view.ViewStatus.Parked;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a generation keeps beside its documents: how far it has read, what it had to leave behind, and how many events
 * had no key any more.
 */
public record Bookmark(long position, long erased, List<Parked> parked) {

    public static final Bookmark START = new Bookmark(0, 0, List.of());

    Bookmark at(long newPosition, long moreErased) {
        return new Bookmark(newPosition, erased + moreErased, parked);
    }

    Bookmark park(Parked stream) {
        return new Bookmark(
                position,
                erased,
                Stream.concat(release(stream.stream()).parked.stream(), Stream.of(stream))
                        .toList());
    }

    Bookmark release(String stream) {
        return new Bookmark(
                position,
                erased,
                parked.stream().filter(one -> !one.stream().equals(stream)).toList());
    }

    Map<String, Parked> byStream() {
        return parked.stream().collect(Collectors.toMap(Parked::stream, Function.identity()));
    }
}
