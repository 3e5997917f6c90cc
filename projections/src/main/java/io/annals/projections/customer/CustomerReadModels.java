package io.annals.projections.customer;

import com.mongodb.client.MongoDatabase;
import io.annals.eventstore.KeyedHash;
import io.annals.eventstore.SubjectCipher;
import io.annals.projections.Elastic;
import io.annals.projections.ElasticView;
import io.annals.projections.View;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The read models about customers, and who may read them. */
@Configuration(proxyBeanMethods = false)
public class CustomerReadModels {

    @Bean
    View customerView(MongoDatabase database, SubjectCipher cipher) {
        return new CustomerViewStore(database, cipher);
    }

    @Bean
    View customerSearchIndex(Elastic elastic, SubjectCipher cipher, KeyedHash hash) {
        SealedPartials sealed = new SealedPartials(cipher, CustomerSearch.VIEW);
        return new ElasticView(
                elastic,
                CustomerSearch.VIEW,
                CustomerSearchGeneration.INDICES,
                (generation, generations) ->
                        new CustomerSearchGeneration(generation, elastic, generations, sealed, hash));
    }

    @Bean
    CustomerViews customerViews(MongoDatabase database, SubjectCipher cipher) {
        return new CustomerViews(new CustomerViewStore(database, cipher));
    }

    @Bean
    Checkpoints checkpoints(MongoDatabase database, SubjectCipher cipher) {
        return new Checkpoints(database, cipher);
    }

    @Bean
    CustomerSearch customerSearch(Elastic elastic, KeyedHash hash) {
        return new CustomerSearch(elastic, hash);
    }
}
