package io.annals.eventstore;

/**
 * Stands where an event's payload should be when it could not be read: altered or moved bytes, or a shape no upcaster
 * leads on. It stops only what depends on this stream.
 *
 * @param why in words that hold nothing of the content
 */
public record Undecodable(String why) {}
