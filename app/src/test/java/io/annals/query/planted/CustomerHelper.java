package io.annals.query.planted;

public final class CustomerHelper {
    private CustomerHelper() {}
}
