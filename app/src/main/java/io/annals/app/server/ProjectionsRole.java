package io.annals.app.server;

import io.annals.projections.ProjectionsConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Remembers. */
@Configuration(proxyBeanMethods = false)
@OnRole(Role.PROJECTIONS)
@Import(ProjectionsConfiguration.class)
class ProjectionsRole {}
