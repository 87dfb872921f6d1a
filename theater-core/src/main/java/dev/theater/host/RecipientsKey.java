package dev.theater.host;

import java.util.List;
import java.util.Optional;

/** The key {@code recipients}. */
final class RecipientsKey implements GrantKey<Recipients> {

	@Override
	public String name() {
		return "recipients";
	}

	@Override
	public Recipients read(Object value) {
		Recipients.whyInvalid(value).ifPresent((why) -> {
			throw new IllegalArgumentException(why);
		});
		return new Recipients(((List<?>) value).stream().map(String.class::cast).toList());
	}

	@Override
	public Recipients absent() {
		return Recipients.ANYBODY;
	}

	@Override
	public Optional<String> beyond(Recipients own, Recipients parents) {
		Recipients more = own.beyond(parents);
		if (more.entries().isEmpty()) {
			return Optional.empty();
		}
		return Optional
			.of((own == Recipients.ANYBODY) ? "no recipients and so may message anybody" : more + " in " + name());
	}

}
