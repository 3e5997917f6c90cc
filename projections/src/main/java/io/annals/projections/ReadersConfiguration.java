package io.annals.projections;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.annals.eventstore.EventLog;
import io.annals.projections.behavior.BehaviorReadModels;
import io.annals.projections.customer.CustomerReadModels;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The views as those see them who only read: enough for a process that answers queries and writes none. No engine needs
 * to be up for this to start.
 */
@Configuration(proxyBeanMethods = false)
@Import({CustomerReadModels.class, BehaviorReadModels.class})
public class ReadersConfiguration {

    @Bean(destroyMethod = "close")
    MongoClient mongoClient(@Value("${annals.mongodb.uri}") String uri) {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(3, TimeUnit.SECONDS))
                .applyToSocketSettings(socket -> socket.readTimeout(60, TimeUnit.SECONDS))
                .applicationName("annals")
                .build());
    }

    @Bean
    MongoDatabase mongoDatabase(MongoClient client, @Value("${annals.mongodb.uri}") String uri) {
        return client.getDatabase(Objects.requireNonNullElse(new ConnectionString(uri).getDatabase(), "annals"));
    }

    @Bean(destroyMethod = "close")
    Elastic elastic(
            @Value("${annals.elasticsearch.url}") String url, @Value("${annals.elasticsearch.prefix:}") String prefix) {
        return new Elastic(url, prefix);
    }

    @Bean
    ViewStatuses viewStatuses(List<View> views, EventLog log) {
        return new ViewStatuses(views, log);
    }
}
