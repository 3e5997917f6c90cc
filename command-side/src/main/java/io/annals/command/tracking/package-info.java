/** The tracking API: what client SDKs send, cleaned, resolved to customers and made durable. */
@NullMarked
package io.annals.command.tracking;

import org.jspecify.annotations.NullMarked;
