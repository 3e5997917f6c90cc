package io.annals.projections;

import static io.annals.projections.Said.NOON;
import static io.annals.projections.Said.did;
import static io.annals.projections.Said.granted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.contracts.customer.CustomerEvent;
import io.annals.contracts.customer.Purpose;
import io.annals.contracts.view.ViewStatus;
import io.annals.eventstore.EventLog;
import io.annals.projections.customer.CustomerSearch;
import io.annals.projections.customer.CustomerViews;
import io.annals.projections.customer.Family;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A mistake in a view stops one stream, is said, and can be mended. */
class ParkingIT {

    record Poison(List<PoisonedView> views) {}

    @Configuration(proxyBeanMethods = false)
    static class Mistaken {

        @Bean
        Poison poison(List<View> views) {
            return new Poison(views.stream().map(PoisonedView::new).toList());
        }

        /** Takes the place of the following with the right code. */
        @Bean(initMethod = "start", destroyMethod = "close")
        ViewReplays viewReplays(Poison poison, EventLog log, DataSource database, ViewStatuses statuses) {
            Following following =
                    new Following(List.copyOf(poison.views()), log, new Leases(database), Clock.systemUTC());
            statuses.attach(following);
            return following;
        }
    }

    @Test
    void parksAPoisonedStreamAndHealsItOnRetry() {
        try (Platform platform = new Platform(Mistaken.class)) {
            List<CustomerEvent> events = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                events.add(granted("c" + i, Purpose.COLLECTION, NOON));
            }
            for (int i = 0; i < 50; i++) {
                events.add(did("c" + i, "Page", NOON.plusSeconds(i)));
                events.add(did("c" + i, i == 7 ? PoisonedView.POISON : "Page", NOON.plusSeconds(100 + i)));
                events.add(did("c" + i, "Page", NOON.plusSeconds(200 + i)));
            }
            platform.appendAll(events);
            platform.await(CustomerViews.VIEW, CustomerSearch.VIEW, "behavior-index");

            for (ViewStatus status : platform.get(ViewStatuses.class).all()) {
                assertThat(status.parked()).as(status.view()).singleElement().satisfies(parked -> {
                    assertThat(parked.stream()).isEqualTo("c7");
                    assertThat(parked.position()).isEqualTo(50 + 7 * 3 + 2);
                    assertThat(parked.error()).contains("IllegalStateException").doesNotContain("secret");
                });
            }
            assertThat(events(platform, "c7")).isEqualTo(1);
            assertThat(events(platform, "c8")).isEqualTo(3);

            ViewReplays views = platform.get(ViewReplays.class);
            assertThatThrownBy(() -> views.retry(CustomerViews.VIEW, "c7"))
                    .hasFieldOrPropertyWithValue("code", "stream-still-failing");
            assertThatThrownBy(() -> views.retry(CustomerViews.VIEW, "c8"))
                    .hasFieldOrPropertyWithValue("code", "stream-not-parked");

            platform.get(Poison.class).views().forEach(view -> view.mended.set(true));
            platform.append("c7", did("c7", "Page", NOON.plusSeconds(300)));
            platform.await(CustomerViews.VIEW, CustomerSearch.VIEW, "behavior-index");
            assertThat(events(platform, "c7")).as("still parked").isEqualTo(1);
            for (ViewStatus status : platform.get(ViewStatuses.class).all()) {
                views.retry(status.view(), "c7");
            }
            assertThat(platform.get(ViewStatuses.class).all())
                    .allSatisfy(status -> assertThat(status.parked()).isEmpty());
            assertThat(events(platform, "c7")).isEqualTo(4);
            platform.append("c7", did("c7", "Page", NOON.plusSeconds(301)));
            platform.await(CustomerViews.VIEW);
            assertThat(events(platform, "c7")).isEqualTo(5);
        }
    }

    private static long events(Platform platform, String customer) {
        Family family = platform.get(CustomerViews.class).find(customer);
        assertThat(family).isNotNull();
        return family.profile().view(customer, null, null, NOON).totals().events();
    }
}
