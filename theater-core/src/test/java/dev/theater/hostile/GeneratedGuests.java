package dev.theater.hostile;

import java.util.List;

final class GeneratedGuests {

	private GeneratedGuests() {
	}

	static List<Case> all() {
		return List.of();
	}

}
