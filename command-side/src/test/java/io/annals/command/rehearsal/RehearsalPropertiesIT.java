package io.annals.command.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.CommandServer;
import io.annals.command.CommandServer.Answer;
import io.annals.command.identity.Naming;
import io.annals.command.identity.RulesInForce;
import io.annals.command.rehearsal.World.Names;
import io.annals.command.rehearsal.World.Turn;
import io.annals.contracts.customer.Identifier;
import io.annals.contracts.customer.IdentityRules;
import io.annals.contracts.customer.IdentityRules.Blocked;
import io.annals.eventstore.EventLog;
import io.annals.eventstore.KeyedHash;
import io.annals.eventstore.LoggedEvent;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;
import tools.jackson.databind.json.JsonMapper;

/** Whatever was said about who is who: a rehearsal finds what would have become of it. */
class RehearsalPropertiesIT {

    private static final int EACH = 4;

    /** Tight enough that limits are reached. */
    private static final IdentityRules IN_FORCE = rules(2, 3, List.of("user_id", "email", "phone"), List.of());

    private static final AtomicInteger WORLDS = new AtomicInteger();

    private static CommandServer server;
    private static CommandServer other;
    private static String key;
    private static String otherKey;

    @BeforeContainer
    static void start() {
        server = CommandServer.start();
        key = server.source(CommandServer.asserted());
        publish(server, IN_FORCE);
        other = CommandServer.start();
        otherKey = other.source(CommandServer.asserted());
    }

    @AfterContainer
    static void stop() {
        server.close();
        other.close();
    }

    @Provide
    Arbitrary<List<Tuple2<Names, Turn>>> histories() {
        Arbitrary<Turn> turns = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just(Turn.NOTHING)), Tuple.of(1, Arbitraries.of(Turn.class)));
        return Combinators.combine(names(), turns)
                .as(Tuple::of)
                .list()
                .ofMinSize(2)
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<List<Names>> calls() {
        return names().list().ofMinSize(2).ofMaxSize(16);
    }

    @Provide
    Arbitrary<IdentityRules> otherRules() {
        World world = new World("w0");
        Arbitrary<List<Integer>> blocked =
                Arbitraries.integers().between(0, EACH * 4 - 1).list().ofMaxSize(3);
        return Combinators.combine(
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.of(
                                List.of("user_id", "email", "phone"),
                                List.of("user_id", "anonymous_id", "phone"),
                                List.of("user_id")),
                        blocked)
                .as((few, many, priority, block) -> rules(
                        few,
                        many,
                        priority,
                        block.stream()
                                .map(index -> world.all(EACH).get(index))
                                .map(name -> new Blocked(name.type(), name.value(), null))
                                .toList()));
    }

    private static Arbitrary<Names> names() {
        Arbitrary<Integer> some = Arbitraries.integers().between(0, EACH);
        Arbitrary<Integer> few = Arbitraries.frequencyOf(Tuple.of(2, Arbitraries.just(0)), Tuple.of(1, some));
        return Combinators.combine(few, few, few, some)
                .as(Names::new)
                .filter(names -> names.user() + names.visitor() > 0);
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void theRulesInForceGainAndLoseNothing(@ForAll("histories") List<Tuple2<Names, Turn>> history) {
        World world = new World("w" + WORLDS.incrementAndGet() + "x");
        long begin = server.bean(EventLog.class).head();
        history.forEach(step -> {
            world.send(server, key, step.get1());
            world.happen(server, step.get2(), 1);
        });

        Comparison compared =
                rehearsed(server, begin, server.bean(RulesInForce.class).now()).compared();

        assertThat(compared.gained()).as("gained").isZero();
        assertThat(compared.lost()).as("lost").isZero();
        assertThat(compared.customersThen()).isEqualTo(compared.customersNow());
        Statistics.label("customers").collect(compared.customersNow());
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void otherRulesFindWhatAnEmptyPlatformWouldHaveMadeOfIt(
            @ForAll("calls") List<Names> calls, @ForAll("otherRules") IdentityRules proposed) {
        World world = new World("w" + WORLDS.incrementAndGet() + "x");
        IdentityRules rules = rules(
                proposed.limits().get("email"),
                proposed.limits().get("anonymous_id"),
                proposed.priority(),
                proposed.blocked().stream()
                        .map(name -> new Blocked(
                                name.type(), String.valueOf(name.value()).replace("w0", world.name()), null))
                        .toList());
        publish(other, rules);
        long begin = server.bean(EventLog.class).head();
        long otherBegin = other.bean(EventLog.class).head();
        for (Names names : calls) {
            world.send(server, key, names);
            world.send(other, otherKey, names);
        }

        Rehearsal rehearsal = rehearsed(server, begin, Naming.of(rules));
        Rehearsal truth = rehearsed(other, otherBegin, Naming.of(rules));

        List<Identifier> all = world.all(EACH);
        for (int one = 0; one < all.size(); one++) {
            for (int two = one; two < all.size(); two++) {
                assertThat(rehearsal.wouldBeOne(all.get(one), all.get(two)))
                        .as("%s and %s by %s after %s", all.get(one), all.get(two), rules, calls)
                        .isEqualTo(truth.areOne(all.get(one), all.get(two)));
            }
        }
        Comparison compared = rehearsal.compared();
        Statistics.label("gained or lost").collect(compared.gained() > 0, compared.lost() > 0);
    }

    private static Rehearsal rehearsed(CommandServer where, long begin, Naming naming) {
        Rehearsal rehearsal = new Rehearsal(naming, where.bean(KeyedHash.class));
        List<LoggedEvent> events = new ArrayList<>(where.bean(EventLog.class).read(begin, 100_000));
        events.forEach(rehearsal::play);
        return rehearsal;
    }

    private static IdentityRules rules(int few, int many, List<String> priority, List<Blocked> blocked) {
        return new IdentityRules(
                0, Map.of("user_id", 1, "email", few, "phone", few, "anonymous_id", many), 5, priority, blocked);
    }

    private static void publish(CommandServer where, IdentityRules rules) {
        int version = where.bean(RulesInForce.class).now().rules().version();
        Answer answer = where.send(where.request("/api/identity/rules")
                .header("X-Signed-In", "anna")
                .header("If-Match", "\"" + version + "\"")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(JsonMapper.shared()
                        .writeValueAsString(Map.of(
                                "limits", rules.limits(),
                                "otherLimit", rules.otherLimit(),
                                "priority", rules.priority(),
                                "blocked", rules.blocked())))));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    }
}
