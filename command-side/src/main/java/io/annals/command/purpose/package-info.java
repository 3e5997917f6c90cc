/** What people are asked for, under which terms, and since when. */
@NullMarked
package io.annals.command.purpose;

import org.jspecify.annotations.NullMarked;
