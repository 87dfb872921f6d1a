package dev.theater.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.theater.component.type.PrimitiveType;
import dev.theater.component.type.ValueType;
import dev.theater.component.wit.Wit;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The table of docs/guide/host-handlers.md says which types fit. */
class HostHandlersGuideTests {

	private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (.+) \\|$");

	private static Map<ValueType, String> table() throws IOException {
		Map<ValueType, String> table = new LinkedHashMap<>();
		String guide = Files.readString(Path.of("..", "docs", "guide", "host-handlers.md"));
		for (MatchResult row : ROW.matcher(guide).results().toList()) {
			String wit = row.group(1);
			String text = wit.contains("{") ? wit : "type it = " + wit + ";";
			List<ValueType> types = new ArrayList<>(
					Wit.parse("package a:b; interface c { " + text + " }", wit).interfaceOf("a:b/c").types().values());
			table.put(types.getFirst(), row.group(2).replace("`", ""));
		}
		return table;
	}

	@Test
	void itsTableSaysWhatIsTaken() throws IOException {
		assertThat(table()).isNotEmpty()
			.allSatisfy((type, java) -> assertThat(java).as(type.toString()).isEqualTo(JavaTypes.describe(type)));
	}

	@Test
	void itsTableHasEveryType() throws IOException {
		Set<ValueType> types = table().keySet();
		assertThat(types).containsAll(EnumSet.allOf(PrimitiveType.class));
		assertThat(types.stream().map(ValueType::getClass).map(Class::getSimpleName).collect(Collectors.toSet()))
			.contains("ListType", "OptionType", "RecordType", "EnumType", "TupleType", "VariantType", "FlagsType",
					"ResultType");
	}

}
