/** Tracking calls out of Kafka topics; docs/kafka.md is the guide. */
@NullMarked
package io.annals.command.kafka;

import org.jspecify.annotations.NullMarked;
