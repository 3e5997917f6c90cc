@NullMarked
package io.annals.app.client;

import org.jspecify.annotations.NullMarked;
