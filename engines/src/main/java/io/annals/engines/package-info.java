/**
 * The engines that Annals brings along: a real PostgreSQL and a real Elasticsearch as child processes, and a server of
 * MongoDB's wire protocol in this process. Everything they keep is below one home folder.
 *
 * <p>Start reading at {@link io.annals.engines.Engines}.
 */
@NullMarked
package io.annals.engines;

import org.jspecify.annotations.NullMarked;
