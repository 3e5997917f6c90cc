package io.annals.command.tracking;

import io.annals.command.Commands;
import io.annals.command.cleaning.Cleaning;
import io.annals.command.codebook.CodeBooks;
import io.annals.command.customer.People;
import io.annals.command.declaration.UndeclaredFields;
import io.annals.command.hook.Hooks;
import io.annals.command.identity.RulesInForce;
import io.annals.command.purpose.TermsInForce;
import io.annals.command.source.Sources;
import io.annals.eventstore.EventLog;
import io.annals.eventstore.SubjectCipher;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({ArrivalQueryApi.class, QuarantineApi.class, TrackingOpenApi.class})
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
    Arrivals arrivals(ArrivalCounts counts, LiveArrivals live) {
        return new Arrivals(counts, live);
    }

    @Bean
    Quarantine quarantine(DataSource database, SubjectCipher cipher, Clock commandClock) {
        return new Quarantine(database, cipher, commandClock);
    }

    @Bean
    QuarantineDesk quarantineDesk(
            Quarantine quarantine,
            Sources sources,
            Intake intake,
            Reception reception,
            Hooks hooks,
            Minimising minimising,
            CodeBooks codeBooks,
            Arrivals arrivals,
            RulesInForce rules,
            Clock commandClock) {
        return new QuarantineDesk(
                quarantine, sources, intake, reception, hooks, minimising, codeBooks, arrivals, rules, commandClock);
    }

    @Bean
    Intake intake(People people, Commands commands, Cleaning cleaning, RulesInForce rules, TermsInForce terms) {
        return new Intake(people, commands, new Sieve(cleaning, people, commands, terms), rules, terms);
    }

    @Bean
    Minimising minimising(UndeclaredFields undeclared) {
        return new Minimising(undeclared);
    }

    @Bean
    Reception reception(
            Intake intake,
            Arrivals arrivals,
            Quarantine quarantine,
            RulesInForce rules,
            Minimising minimising,
            CodeBooks codeBooks,
            TermsInForce terms) {
        return new Reception(intake, arrivals, quarantine, rules, minimising, codeBooks, terms);
    }

    @Bean
    MessageIntake messageIntake(Reception reception, Clock commandClock) {
        return new MessageIntake(reception, commandClock);
    }

    @Bean
    ServletRegistrationBean<TrackingServlet> trackingServlet(
            Sources sources,
            Reception reception,
            Hooks hooks,
            EventLog eventLog,
            Clock commandClock,
            @Value("${annals.intake.patience}") Duration patience) {
        ServletRegistrationBean<TrackingServlet> registration = new ServletRegistrationBean<>(
                new TrackingServlet(sources, reception, hooks, eventLog, commandClock, patience), Paths.MAPPINGS);
        registration.setName("tracking");
        registration.setLoadOnStartup(1);
        return registration;
    }
}
