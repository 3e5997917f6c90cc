/** Files that somebody else wrote, turned into tracking calls as a mapping says; docs/imports.md is the guide. */
@NullMarked
package io.annals.app.importer.mapping;

import org.jspecify.annotations.NullMarked;
