package io.annals.command.planted;

import io.annals.projections.ProjectionsConfiguration;

public record CommandKnowsAView(ProjectionsConfiguration views) {}
