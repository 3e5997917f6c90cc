package io.annals.contracts.planted;

import org.springframework.context.ApplicationContext;

public record ContractKnowsSpring(ApplicationContext context) {}
