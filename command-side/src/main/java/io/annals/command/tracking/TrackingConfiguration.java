package io.annals.command.tracking;

import io.annals.command.Commands;
import io.annals.command.customer.People;
import io.annals.command.source.Sources;
import io.annals.eventstore.EventLog;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({ArrivalQueryApi.class, TrackingOpenApi.class})
class TrackingConfiguration {

    @Bean
    ArrivalCounts arrivalCounts(DataSource database) {
        return new ArrivalCounts(database);
    }

    @Bean
    LiveArrivals liveArrivals() {
        return new LiveArrivals();
    }

    @Bean
    Intake intake(People people, Commands commands) {
        return new Intake(people, commands);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> givenUpBodies() {
        return server -> server.addEngineValves(new GivenUpBody());
    }

    @Bean
    ServletRegistrationBean<TrackingServlet> trackingServlet(
            Sources sources,
            Intake intake,
            ArrivalCounts counts,
            LiveArrivals live,
            EventLog eventLog,
            Clock commandClock,
            @Value("${annals.intake.patience}") Duration patience) {
        ServletRegistrationBean<TrackingServlet> registration = new ServletRegistrationBean<>(
                new TrackingServlet(sources, intake, new Arrivals(counts, live), eventLog, commandClock, patience),
                Paths.MAPPINGS);
        registration.setName("tracking");
        registration.setLoadOnStartup(1);
        return registration;
    }
}
