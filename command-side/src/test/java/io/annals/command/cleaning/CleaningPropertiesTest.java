package io.annals.command.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.contracts.customer.Identifier;
import io.annals.contracts.source.CleaningSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Any rules, any switches: the first that objects and is on decides, and nobody asks those that are off. */
class CleaningPropertiesTest {

    private static final List<String> NAMES = List.of("a", "b", "c", "d");

    private record Fixed(String name, boolean objects) implements Rule {
        @Override
        public @Nullable String objection(String source, Candidate call, CleaningSettings settings) {
            return objects ? name + " objects" : null;
        }
    }

    @Property
    void theFirstThatObjectsAndIsOnDecides(@ForAll("some") Set<String> objecting, @ForAll("some") Set<String> off) {
        Cleaning cleaning = rules(objecting);
        String expected = NAMES.stream()
                .filter(name -> objecting.contains(name) && !off.contains(name))
                .findFirst()
                .orElse(null);

        Objection objection = cleaning.objection("source", call(null), without(off));

        assertThat(objection == null ? null : objection.rule()).isEqualTo(expected);
    }

    @Property
    void aRuleThatIsOffIsAsIfItWereNotThere(@ForAll("some") Set<String> objecting, @ForAll("some") Set<String> off) {
        List<Rule> left = NAMES.stream()
                .filter(name -> !off.contains(name))
                .<Rule>map(name -> new Fixed(name, objecting.contains(name)))
                .toList();

        assertThat(rules(objecting).objection("source", call(null), without(off)))
                .isEqualTo(new Cleaning(left).objection("source", call(null), without(Set.of())));
    }

    @Property
    void whatWasLetOutOfARuleIsAskedOnlyByThoseAfterIt(@ForAll("some") Set<String> objecting) {
        Cleaning cleaning = rules(objecting);
        Objection first = cleaning.objection("source", call(null), without(Set.of()));
        if (first == null) {
            return;
        }
        Objection next = cleaning.objection("source", call(first.rule()), without(Set.of()));

        assertThat(next == null ? "e" : next.rule()).isGreaterThan(first.rule());
    }

    @Test
    void aRejectionThatIsNoRulesIsAskedByAll() {
        Objection objection = rules(Set.of("a")).objection("source", call("field-missing"), without(Set.of()));

        assertThat(objection).isEqualTo(new Objection("a", "a objects"));
    }

    @Provide
    Arbitrary<Set<String>> some() {
        return Arbitraries.of(NAMES).set();
    }

    private static Cleaning rules(Set<String> objecting) {
        return new Cleaning(NAMES.stream()
                .<Rule>map(name -> new Fixed(name, objecting.contains(name)))
                .toList());
    }

    private static CleaningSettings without(Set<String> off) {
        CleaningSettings standard = CleaningSettings.standard();
        return new CleaningSettings(
                List.copyOf(off), 1, 1, 1, 1, List.of(), List.of(), 1, 1, 1, standard.fakeOrders(), null);
    }

    private static Candidate call(@Nullable String passed) {
        Instant at = Instant.EPOCH;
        List<Identifier> names = List.of(new Identifier(Identifier.USER_ID, "u"));
        return new Candidate("track", "Tea drunk", names, Map.of(), Map.of(), at, null, at, at, passed);
    }
}
