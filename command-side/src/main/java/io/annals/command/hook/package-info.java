/** What third parties' webhooks are known by, and what they become. */
@NullMarked
package io.annals.command.hook;

import org.jspecify.annotations.NullMarked;
