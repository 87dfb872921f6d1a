package dev.theater.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ListType;
import dev.theater.component.type.OptionType;
import dev.theater.component.type.TupleType;
import dev.theater.component.type.TupleValue;

/**
 * {@code theater:simple/environment}: variables that the manifest names. All others are
 * not there for the guest, whether they exist or not.
 */
public final class EnvironmentHost implements BuiltInHandler {

	private static final String INTERFACE = "theater:simple/environment";

	private static final GrantKey<AllowList> ALLOW = new NamesKey("allow", false);

	private static final GrantKey<Boolean> LIST = GrantKey.flag("list");

	private final EnvironmentSource source;

	/**
	 * @param source where variables are looked up
	 */
	public EnvironmentHost(EnvironmentSource source) {
		this.source = source;
	}

	@Override
	public String name() {
		return "environment";
	}

	@Override
	public GrantKeys grantKeys() {
		return GrantKeys.of(ALLOW, LIST);
	}

	@Override
	public void setUpHostFunctions(HostFunctions functions) {
		FunctionType.Param name = FunctionType.param("name", TheaterWit.STRING);
		functions
			.function(INTERFACE, "get-var", FunctionType.of(new OptionType(TheaterWit.STRING), name),
					(call, arguments) -> value(call, (String) arguments[0]))
			.function(INTERFACE, "list-vars",
					FunctionType.of(new ListType(TupleType.of(TheaterWit.STRING, TheaterWit.STRING))), this::list)
			.function(INTERFACE, "exists", FunctionType.of(TheaterWit.BOOL, name),
					(call, arguments) -> value(call, (String) arguments[0]).isPresent());
	}

	private Optional<String> value(HostCall call, String name) {
		return call.grant(ALLOW).allows(name) ? this.source.get(name) : Optional.empty();
	}

	private Object list(HostCall call, Object[] arguments) {
		List<Object> variables = new ArrayList<>();
		if (call.grant(LIST)) {
			for (String name : names(call.grant(ALLOW))) {
				this.source.get(name).ifPresent((value) -> variables.add(TupleValue.of(name, value)));
			}
		}
		return variables;
	}

	/** The allowed names, in their order. */
	private Set<String> names(AllowList allowed) {
		Set<String> names = new TreeSet<>();
		allowed.entries().stream().filter((entry) -> !entry.endsWith("*")).forEach(names::add);
		this.source.names().stream().filter(allowed::allows).forEach(names::add);
		return names;
	}

}
