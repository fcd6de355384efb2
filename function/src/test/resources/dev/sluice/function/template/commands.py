"""Checks commands of the AWS CLI without sending anything: python3 commands.py PAGE...

The CLI itself parses each command of a page's sh blocks, and builds the request. Prints the number of commands, and then
one line for each that it refuses.
"""

import contextlib
import io
import os
import re
import shlex
import sys

from awscli.clidriver import create_clidriver
from botocore.validate import ParamValidator

BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"(?:^|\$\()(aws (?:'[^']*'|\"[^\"]*\"|[^'\"\n)|])*)", re.MULTILINE)
VARIABLE = re.compile(r"\$\w+")
NUMBERS = {"$since": "1700000000000"}

os.environ.update(
    AWS_ACCESS_KEY_ID="none", AWS_SECRET_ACCESS_KEY="none", AWS_DEFAULT_REGION="eu-central-1", AWS_CONFIG_FILE="/dev/null"
)


class Parsed(Exception):
    """The request is complete, and is not sent."""


def commands(page):
    with open(page) as file:
        for block in BLOCK.findall(file.read()):
            for command in COMMAND.findall(block.replace("\\\n", " ")):
                yield command.strip()


def strange(value, shape, path):
    """Returns the values that the service's model does not list. The CLI leaves these to the service."""
    if shape.type_name == "structure":
        return [each for name in value for each in strange(value[name], shape.members[name], f"{path}.{name}")]
    if shape.type_name == "list":
        return [each for item in value for each in strange(item, shape.member, path)]
    if shape.type_name == "map":
        return [each for item in value.values() for each in strange(item, shape.value, path)]
    if shape.type_name == "string" and shape.enum and value not in shape.enum:
        return [f"{path} is {value}, and not one of {', '.join(shape.enum)}"]
    return []


# Keeps the models of the services, which take long to read.
loader = create_clidriver().session.get_component("data_loader")


def fault(command):
    """Returns why the CLI refuses the command; None if it would send it."""
    driver = create_clidriver()
    driver.session.register_component("data_loader", loader)
    found = []

    def check(params, model, **_):
        report = ParamValidator().validate(params, model.input_shape)
        found.extend([report.generate_report()] if report.has_errors() else [])
        found.extend(strange(params, model.input_shape, model.name))

    def stop(**_):
        found.append(Parsed)
        raise Parsed

    driver.session.register("before-parameter-build", check)
    driver.session.register("before-call", stop)
    output = io.StringIO()
    with contextlib.redirect_stderr(output), contextlib.redirect_stdout(output):
        try:
            driver.main(shlex.split(VARIABLE.sub(lambda name: NUMBERS.get(name[0], "variable"), command))[1:])
        except SystemExit:
            pass
    faults = [each for each in found if each is not Parsed]
    if faults or Parsed not in found:
        return "; ".join(faults) or output.getvalue().strip().replace("\n", " ")[-300:]
    return None


count = 0
faults = []
for page in sys.argv[1:]:
    for command in commands(page):
        count += 1
        reason = fault(command)
        if reason:
            faults.append(f"{page}: {command}: {reason}")
print(count)
print("\n".join(faults), end="")
