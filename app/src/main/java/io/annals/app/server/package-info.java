@NullMarked
package io.annals.app.server;

import org.jspecify.annotations.NullMarked;
