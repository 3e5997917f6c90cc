package io.annals.app.server;

import io.annals.query.QueryConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Answers. */
@Configuration(proxyBeanMethods = false)
@OnRole(Role.QUERY)
@Import(QueryConfiguration.class)
class QueryRole {}
