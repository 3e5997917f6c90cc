package io.annals.app.server;

import io.annals.projections.ProjectionsConfiguration;
import io.annals.query.view.ViewQueries;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Remembers, and is asked here for what only a writer can do: to rebuild a view, to try a parked stream again. */
@Configuration(proxyBeanMethods = false)
@OnRole(Role.PROJECTIONS)
@Import({ProjectionsConfiguration.class, ViewQueries.class})
class ProjectionsRole {}
