package io.annals.app.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How often an address may show a wrong token, and how much a bearer may ask, before they are told to wait. */
final class Patience {

    /** More than anybody mistypes. */
    private static final int WRONG_TOKENS = 20;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final int REMEMBERED = 100_000;

    private final Cache<String, Bucket> wrong = remembering();
    private final Cache<String, Bucket> asking = remembering();
    private final int requestsPerMinute;

    Patience(int requestsPerMinute) {
        this.requestsPerMinute = requestsPerMinute;
    }

    private static Cache<String, Bucket> remembering() {
        return Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterAccess(MINUTE.multipliedBy(2))
                .build();
    }

    /** Seconds after which the address may try another token; 0 when it may at once. */
    long beforeAnotherTry(String address) {
        Bucket tries = wrong.getIfPresent(address);
        return tries == null ? 0 : seconds(tries.estimateAbilityToConsume(1).getNanosToWaitForRefill());
    }

    void wrongToken(String address) {
        wrong.get(address, unknown -> bucket(WRONG_TOKENS)).tryConsume(1);
    }

    /** Seconds after which the bearer may ask again; 0 when this request is welcome. */
    long beforeAnotherRequest(String bearer) {
        return seconds(asking.get(bearer, unknown -> bucket(requestsPerMinute))
                .tryConsumeAndReturnRemaining(1)
                .getNanosToWaitForRefill());
    }

    private static Bucket bucket(int each) {
        return Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(each)
                        .refillGreedy(each, MINUTE)
                        .build())
                .build();
    }

    private static long seconds(long nanos) {
        return nanos == 0 ? 0 : TimeUnit.NANOSECONDS.toSeconds(nanos) + 1;
    }
}
