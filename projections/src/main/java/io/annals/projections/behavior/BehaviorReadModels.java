package io.annals.projections.behavior;

import io.annals.projections.Elastic;
import io.annals.projections.View;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The read models about behaviours. */
@Configuration(proxyBeanMethods = false)
public class BehaviorReadModels {

    @Bean
    View behaviorIndex(Elastic elastic) {
        return new BehaviorIndexStore(elastic);
    }

    @Bean
    BehaviorSearch behaviorSearch(Elastic elastic) {
        return new BehaviorSearch(elastic);
    }
}
