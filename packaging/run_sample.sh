#!/bin/sh
# make run: the program on a sample shop; without a display the main job off screen, and where to look at it.
set -eu

folder=build/run
shop=$folder/sample.smallcrm
crm=.venv/bin/smallcrm
mkdir -p "$folder"
[ -e "$shop" ] || "$crm" demo "$shop"

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname)" = Darwin ]; then
    echo "SmallCRM opens on the sample shop $shop (a toy: delete it when you like)."
    exec "$crm" --shop "$shop"
fi

echo "There is no display: doing the main job off screen."
export QT_QPA_PLATFORM=offscreen
"$crm" --shop "$shop" print birthday --out "$folder/cards.pdf"
echo "Saving a picture of each page and dialog (half a minute) ..."
# What a screen that nobody sees cannot do is no news to anybody.
QT_LOGGING_RULES="default.warning=false" "$crm" --shop "$shop" tour --out "$folder/pictures" >/dev/null
here=$(pwd)
echo
echo "The sample shop:          $here/$shop"
if [ -e "$folder/cards.pdf" ]; then
    echo "The cards due, to print:  $here/$folder/cards.pdf"
fi
echo "Pictures of the window:   $here/$folder/pictures"
