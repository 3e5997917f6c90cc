package io.annals.command.subject;

import io.annals.command.Commands;
import io.annals.eventstore.EventLog;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({SubjectRequest.class, SubjectRequestApi.class})
class SubjectConfiguration {

    @Bean
    SubjectRequests subjectRequests(DataSource database) {
        return new SubjectRequests(database);
    }

    @Bean
    SubjectRequestCompanion subjectRequestCompanion() {
        return new SubjectRequestCompanion();
    }

    @Bean
    SubjectRequestDesk subjectRequestDesk(
            SubjectRequests requests,
            Commands commands,
            EventLog log,
            @Value("${annals.preferences.answer-within}") Duration answerWithin) {
        return new SubjectRequestDesk(requests, commands, log, answerWithin);
    }
}
