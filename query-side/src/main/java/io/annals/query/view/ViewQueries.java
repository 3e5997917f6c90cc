package io.annals.query.view;

import io.annals.projections.ViewReplays;
import io.annals.projections.ViewStatuses;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Questions about the read models themselves. */
@Configuration(proxyBeanMethods = false)
public class ViewQueries {

    @Bean
    ViewQueryApi viewQueryApi(ViewStatuses views, ObjectProvider<ViewReplays> replays) {
        return new ViewQueryApi(views, replays);
    }
}
