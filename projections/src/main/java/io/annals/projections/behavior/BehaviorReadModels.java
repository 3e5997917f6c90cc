package io.annals.projections.behavior;

import io.annals.projections.Elastic;
import io.annals.projections.ElasticView;
import io.annals.projections.View;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The read models about behaviours. */
@Configuration(proxyBeanMethods = false)
public class BehaviorReadModels {

    @Bean
    View behaviorIndex(Elastic elastic) {
        return new ElasticView(
                elastic,
                BehaviorSearch.VIEW,
                List.of(new ElasticView.Index("", BehaviorDocument.MAPPING, Map.of("refresh_interval", "1s"))),
                (generation, generations) -> new BehaviorIndexGeneration(generation, elastic, generations));
    }

    @Bean
    BehaviorSearch behaviorSearch(Elastic elastic) {
        return new BehaviorSearch(elastic);
    }
}
